import { playOwnSites } from "../cases/own-sites.ts";

playOwnSites("firefox");
