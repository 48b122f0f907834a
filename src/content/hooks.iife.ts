"use strict";

import { installHooks } from "./hooks.ts";
import { quietly } from "./method-hook.ts";

quietly(() => installHooks(window));
