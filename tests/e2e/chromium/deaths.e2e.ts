import { playDeaths } from "../cases/deaths.ts";

playDeaths("chromium");
