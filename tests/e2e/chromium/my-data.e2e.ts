import { playMyData } from "../cases/my-data.ts";

playMyData("chromium");
