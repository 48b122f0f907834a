import { describeHarmlessness } from "../libraries/harmless-cases.ts";
import { startLibraryFirefox } from "../libraries/library-firefox.ts";

describeHarmlessness(startLibraryFirefox);
