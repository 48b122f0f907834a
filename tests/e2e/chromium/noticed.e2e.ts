import { playNoticed } from "../cases/noticed.ts";

playNoticed("chromium");
