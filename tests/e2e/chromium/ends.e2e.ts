import { playEnds } from "../cases/ends.ts";

playEnds("chromium");
