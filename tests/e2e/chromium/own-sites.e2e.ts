import { playOwnSites } from "../cases/own-sites.ts";

playOwnSites("chromium");
