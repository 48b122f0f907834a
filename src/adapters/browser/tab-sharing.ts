/** `tabs.onUpdated` as Firefox has it: with a filter, and with what the browser itself shows beside the address. */
export interface SharingEvent {
  addListener(
    listener: (tab: number, change: { readonly sharingState?: SharingState }) => void,
    filter: { readonly properties: readonly string[] },
  ): void;
}

interface SharingState {
  readonly camera: boolean;
  readonly microphone: boolean;
  /** "Window", "Screen" and the like. A shared screen is no device of a call. */
  readonly screen?: string;
}

/** The filter keeps every other change of every tab from waking the background. It needs no permission. */
export function listenToSharing(onUpdated: SharingEvent, handle: (tab: number, on: boolean) => void): void {
  onUpdated.addListener(
    (tab, { sharingState }) => {
      if (sharingState !== undefined) handle(tab, sharingState.camera || sharingState.microphone);
    },
    { properties: ["sharingState"] },
  );
}
