import { playInterruptions } from "../cases/interruptions.ts";

playInterruptions("firefox");
