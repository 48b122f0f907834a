import { playKeyboard } from "../cases/keyboard.ts";

playKeyboard("firefox");
