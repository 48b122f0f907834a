import { playSilence } from "../cases/silence.ts";

playSilence("chromium");
