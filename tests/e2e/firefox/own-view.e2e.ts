import { playOwnView } from "../cases/own-view.ts";

playOwnView("firefox");
