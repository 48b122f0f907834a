import { playNoticed } from "../cases/noticed.ts";

playNoticed("firefox");
