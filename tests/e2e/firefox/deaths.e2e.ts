import { playDeaths } from "../cases/deaths.ts";

playDeaths("firefox");
