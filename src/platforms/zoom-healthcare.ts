/** Zoom for Healthcare: the same hosts, addresses and web client, sold to clinics; often opened from their record system. */
import type { Platform } from "./platform.ts";
import { zoomWeb } from "./zoom-web.ts";

export const zoomHealthcare: Platform = {
  ...zoomWeb,
  id: "zoom-healthcare",
  name: "Zoom for Healthcare",
  source: `As Zoom. ${zoomWeb.source}`,
};
