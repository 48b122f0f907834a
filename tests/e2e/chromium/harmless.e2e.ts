import { describeHarmlessness } from "../libraries/harmless-cases.ts";
import { startLibraryChromium } from "../libraries/library-chromium.ts";

describeHarmlessness(startLibraryChromium);
