import { takeApart } from "../adapters/browser/address.ts";
import { setAlarm } from "../adapters/browser/alarms.ts";
import { clearNotification, notify, openPopup, openWindow, setBadge } from "../adapters/browser/check-in-window.ts";
import { hasScripts, injectIntoOpenTabs, watchOrigins } from "../adapters/browser/content-scripts.ts";
import { createDraftStore } from "../adapters/browser/draft-store.ts";
import { clearRun } from "../adapters/browser/held-drafts.ts";
import { languageCode, speak, translate as t } from "../adapters/browser/locale.ts";
import { listenToObservers } from "../adapters/browser/observer-ports.ts";
import { listenToOpenCheckIns } from "../adapters/browser/open-check-in.ts";
import { ensureOriginRule } from "../adapters/browser/origin-rule.ts";
import { readPackagedInstrument } from "../adapters/browser/packaged-instruments.ts";
import { listenToPages, ourFacts, tellPages } from "../adapters/browser/page-door.ts";
import {
  hasHosts,
  matchPattern,
  mayCollect,
  mayNotify,
  releaseEverything,
  releaseHosts,
} from "../adapters/browser/permissions.ts";
import { createQuestionMarks } from "../adapters/browser/question-marks.ts";
import { isFirstOfRun } from "../adapters/browser/run-marker.ts";
import { addressOfTab, isAnyAudible, isAudible, onSharingChanged, onTabClosed } from "../adapters/browser/tabs.ts";
import { after, createTimer } from "../adapters/browser/timers.ts";
import { installedVersion, listenForWakeUps, restart } from "../adapters/browser/wake-ups.ts";
import { createDelivery } from "../adapters/endpoint/delivery.ts";
import { createNewNames, originsOfPlace } from "../adapters/opening/new-names.ts";
import { sha256Text, toBase64Url } from "../adapters/sealing/bytes.ts";
import { keyMac, makeClientKey } from "../adapters/sealing/client-key.ts";
import { openInvite } from "../adapters/sealing/open-invite.ts";
import { makeRoomSecret, roomKey } from "../adapters/sealing/room-key.ts";
import { createSealing } from "../adapters/sealing/sealing.ts";
import { createConsentLog } from "../adapters/storage/consents.ts";
import { openDatabase } from "../adapters/storage/database.ts";
import { digest } from "../adapters/storage/digest.ts";
import { createKeyStore } from "../adapters/storage/keys.ts";
import { createOutboxStore } from "../adapters/storage/outbox-store.ts";
import { createPlainBytes, makeRestKey, showingPlain } from "../adapters/storage/plain-bytes.ts";
import { createRecordingStore } from "../adapters/storage/recording.ts";
import { createSettings, SETTINGS, type Setting, type StoredNonce } from "../adapters/storage/settings.ts";
import { countHigh } from "../core/alliance/high-run.ts";
import type { Instrument } from "../core/alliance/instrument.ts";
import { ALLOW_LOCALHOST } from "../core/invite/local-hosts.ts";
import { endpointOriginsOf, withoutHosts } from "../core/invite/origins.ts";
import { KEPT_AFTER_DELIVERY_MS } from "../core/outbox/outbox-entry.ts";
import { endpointIdOf, endpointUnder } from "../core/outbox/pairing.ts";
import { tabsToHear } from "../core/session/evidence.ts";
import { isBeatWanted, isWatching } from "../core/session/machine.ts";
import { isAnyCallNear } from "../core/session/offers.ts";
import { countPassedOver } from "../core/session/passed-over.ts";
import type { Showing } from "../core/session/recorded-outcomes.ts";
import { isCallNear } from "../core/session/routes.ts";
import { DEFAULT_TIMINGS } from "../core/session/timings.ts";
import type { World } from "../core/session/world.ts";
import { createAnswerKeeping } from "./answer-keeping.ts";
import { createInstrumentOf } from "./asked-instrument.ts";
import { createCheckInDesk } from "./check-in-desk.ts";
import { createCheckInOffer } from "./check-in-offer.ts";
import { createConnectionTest } from "./connection-test.ts";
import { createContentDoor } from "./content-door.ts";
import { eraseEverything } from "./erasing.ts";
import { createInboxWatch } from "./inbox-watch.ts";
import { type LeftOfferDeps, takeUpLeftOffer } from "./left-offer.ts";
import { createNoticedDesk } from "./noticed-desk.ts";
import { bringUp, type OfferWaysDeps } from "./offer-ways.ts";
import { createOutboxClock } from "./outbox-clock.ts";
import { createOutboxDesk } from "./outbox-desk.ts";
import { createOutboxRunner } from "./outbox-runner.ts";
import { createOwnViewDesk } from "./own-view-desk.ts";
import { createPageAnswers } from "./page-answers.ts";
import { createPairingDesk } from "./pairing-desk.ts";
import { createPauseDesk } from "./pause-desk.ts";
import { reconcileWatching } from "./reconcile.ts";
import { createRoomDesk } from "./room-desk.ts";
import { createRoomPlaces } from "./room-places.ts";
import { createSessionClock } from "./session-clock.ts";
import { createSessionTracker } from "./session-tracker.ts";
import { createSiteDesk } from "./site-desk.ts";
import type { WatchingDeps } from "./site-list.ts";
import { createSoundWatch } from "./sound-watch.ts";
import { recordStart } from "./start-record.ts";
import { createTrackedWorldStore, timingsOf } from "./tracked-world.ts";
import { atHandOf, badgeOf, dueCheckInOf, isOffered } from "./waiting-check-ins.ts";
import { createWithdrawal } from "./withdrawal.ts";

const now = (): number => Date.now();
const newId = (): string => crypto.randomUUID();
const complain = (message: string, cause: unknown): void => console.error(message, cause);

const database = openDatabase();
const settings = createSettings(database);
/** One setting, for those who know no other. */
const kept = <T>(setting: Setting<T>) => ({
  read: () => settings.read(setting),
  write: (value: T) => settings.write(setting, value),
  update: (change: (value: T) => T) => settings.update(setting, change),
});
const keys = createKeyStore(database);
const consents = createConsentLog(database);
const recording = createRecordingStore(database);
const store = createOutboxStore(database, { now, random: Math.random });
const plainBytes = createPlainBytes(() => keys.restKey(makeRestKey));
const drafts = createDraftStore();

const pairing = () => settings.read(SETTINGS.pairing);
const enrolledOrigins = async () => {
  const origins = await sites.enrolled();
  const permitted = await Promise.all(origins.map((origin) => hasHosts([origin])));
  return origins.filter((_, index) => permitted[index]);
};

const changed = (): void => void tellPages({ kind: "changed" });

const sessionTimer = createTimer();
const tracker = createSessionTracker({
  ...createTrackedWorldStore({
    read: () => settings.read(SETTINGS.world),
    write: recording.saveWith,
    complain,
  }),
  complain,
  timings: async () => timingsOf(await pairing()),
  clocks: () => ({ wallMs: now(), monotonicMs: performance.now() }),
  perform: (effect) => {
    switch (effect.kind) {
      case "offer":
        return void bringUp(effect, offerWays).catch((cause: unknown) => {
          complain("An offer went wrong.", cause);
          return offerWays.keepInBadge(effect.session);
        });
      case "withdraw":
        return void offer.withdraw(effect.session).then(() => rooms.noteWithdrawn(effect.session));
      case "restart":
        return restart();
      case "ended":
      case "tooShort":
        return;
    }
  },
  stepped: (world, nextAt) => {
    door.beat((doc) => isBeatWanted(world, doc), DEFAULT_TIMINGS.heartbeatMs);
    void sessionClock.wakeAt(nextAt, isWatching(world));
    soundWatch.follow(tabsToHear(world));
    void showBadge(world);
  },
});
const reaching = {
  fetch: (url: string, init: RequestInit) => fetch(url, init),
  isPermitted: (origin: string) => hasHosts([origin]),
};
const inbox = createInboxWatch({
  check: kept(SETTINGS.inboxCheck),
  listNew: createNewNames(reaching),
  isCallNear: async () => isAnyCallNear(await tracker.world()),
  isAnyAudible,
  setAlarm: (at) => setAlarm("inbox", at),
  notify: async () => {
    if (await mayNotify()) await notify(t("notifyInboxTitle"), t("notifyInboxText"), "inbox");
  },
  onChanged: async () => showBadge(await tracker.world()),
  now,
});
function showBadge(world: World): Promise<void> {
  return setBadge(badgeOf(world, t, inbox.isNew()));
}
function noteShown(session: string, how: Showing): Promise<void> {
  return recording
    .note({ kind: "shown", session, how, at: now() })
    .catch((cause: unknown) => complain("How a check-in was shown could not be noted.", cause));
}
const sessionClock = createSessionClock({
  setAlarm: (at) => setAlarm("session", at),
  setTimer: sessionTimer,
  // Chromium's workers are not always told of a change.
  tick: () => tracker.tell({ type: "online", on: navigator.onLine }, { type: "tick" }),
  now,
});
const soundWatch = createSoundWatch({
  isAudible,
  tell: (fact) => tracker.tell(fact),
  setTimer: createTimer(),
  complain,
});
const offer = createCheckInOffer({
  openPopup,
  openWindow,
  notify: async () => {
    if (!(await mayNotify())) return false;
    await notify(t("notifyTitle"), t("notifyText"));
    return true;
  },
  openByItself: () => settings.read(SETTINGS.openByItself),
  isOffered: async (session) => isOffered(await tracker.world(), session),
  tellPages,
  onNotShown: async (session) => void (await tracker.tell({ type: "windowClosed", session })),
  note: noteShown,
  after,
});
const places = createRoomPlaces({
  addressOf: takeApart,
  roomOf: async (place) => roomKey(await keys.roomSecret(makeRoomSecret), place),
  book: () => settings.read(SETTINGS.rooms),
  places: kept(SETTINGS.places),
  world: () => tracker.world(),
  dedicatedHosts: async () => {
    const held = await pairing();
    return held === null ? ownViews.hosts() : (held.invite.dedicatedHosts ?? []);
  },
});
const rooms = createRoomDesk({
  places,
  seenPlaces: () => settings.read(SETTINGS.places),
  book: kept(SETTINGS.rooms),
  marks: createQuestionMarks(),
  world: () => tracker.world(),
  tell: (...events) => tracker.tell(...events),
  now,
});
const due = async () => dueCheckInOf(await tracker.world());
const pause = createPauseDesk({
  read: () => settings.read(SETTINGS.pausedUntil),
  write: (until) => settings.write(SETTINGS.pausedUntil, until),
  due,
  tell: (fact) => tracker.tell(fact),
  now,
});
const offerWays: OfferWaysDeps = {
  isPaused: async () => (await pause.until()) !== null,
  notePaused: (session: string) => noteShown(session, "paused"),
  skip: (session: string) => tracker.tell({ type: "client", action: "skip", session }),
  judge: places.judge,
  openWindow: offer.offer,
  keepInBadge: (session: string) => tracker.tell({ type: "windowClosed", session }),
  strike: (session: string) => tracker.tell({ type: "client", action: "notASession", session }),
  noteQuiet: (session: string) => noteShown(session, "quiet"),
};
const door = createContentDoor({
  ours: ourFacts(),
  enrolledOrigins,
  see: places.see,
  addressOfTab,
  tell: (...events) => started.then(() => tracker.tell(...events)),
  monotonicMs: () => performance.now(),
  knownIn: async (tab) => {
    const world = await tracker.world();
    return Object.entries(world.docs)
      .filter(([, known]) => known.tab === tab)
      .map(([doc, { frame, room, enrolled }]) => ({ doc, frame, room, enrolled, callNear: isCallNear(world, room) }));
  },
  complain,
  keepNonce: async (doc, known) => {
    const { docs } = await tracker.world();
    await settings.update(SETTINGS.nonces, (nonces) => {
      const living = Object.entries(nonces).filter(([key]) => docs[key] !== undefined);
      return { ...Object.fromEntries(living), [doc]: known };
    });
  },
});

const deliver = showingPlain(
  createDelivery({
    ...reaching,
    mayCollect,
    ensureOriginRule,
    isOnline: () => navigator.onLine,
    allowLocalhost: ALLOW_LOCALHOST,
    now,
    createOnly: {
      has: async (endpointId) => (await settings.read(SETTINGS.createOnly)).includes(endpointId),
      add: (endpointId) =>
        settings
          .update(SETTINGS.createOnly, (known) => [...new Set([...known, endpointId])])
          .catch((cause: unknown) => complain("Not kept: how an endpoint is sent to.", cause)),
    },
  }),
  plainBytes,
);
const outboxTimer = createTimer();
const outbox = createOutboxClock({
  run: createOutboxRunner({
    store,
    deliver,
    endpointOf: async (endpointId) => endpointUnder(await settings.read(SETTINGS.endpoints), endpointId),
    isOn: () => settings.read(SETTINGS.sending),
    lock: (name, work) => navigator.locks.request(name, work),
    now,
    random: Math.random,
    onChanged: changed,
    onTrouble: (cause) => complain("The outbox stumbled.", cause),
  }).run,
  countWaiting: () => store.countWaiting(),
  setAlarm: (at) => setAlarm("outbox", at),
  setTimer: outboxTimer,
  now,
});

const instrumentOf = createInstrumentOf(readPackagedInstrument);
const sealing = {
  pairing,
  instrumentOf,
  seal: createSealing({ clientKey: keys.readClientKey, instrumentOf, hide: plainBytes.hide }),
  store,
  instrumentHash: (instrument: Instrument) => sha256Text(JSON.stringify(instrument)),
  newId,
  now,
};
const checkIns = createCheckInDesk({
  pairing,
  instrumentOf,
  roundOf: store.nextSeq,
  today: () => new Date(now()).toISOString().slice(0, 10),
  due,
  atHand: async () => atHandOf(await tracker.world()),
  endedAtOf: async (checkInId) => {
    const { sessions } = await tracker.world();
    return sessions.find(({ id }) => id === checkInId)?.endedAt ?? null;
  },
  skippedBefore: async (checkInId, acceptedAt) => {
    const { sessions } = await tracker.world();
    const rooms = new Set<string>();
    for (const { room } of sessions) if ((await places.judge(room)) === "counts") rooms.add(room);
    // Nobody was asked in a pause, so nothing was passed over.
    const since = Math.max(acceptedAt, await settings.read(SETTINGS.pausedUntil));
    return countPassedOver(sessions, { until: checkInId, since, rooms });
  },
  drafts,
  rooms,
  highRun: () => settings.read(SETTINGS.highRun),
  country: () => settings.read(SETTINGS.country),
  keeping: createAnswerKeeping({
    ...sealing,
    countHigh: (checkInId, score) => settings.update(SETTINGS.highRun, (known) => countHigh(known, checkInId, score)),
    complain,
  }),
  tell: (fact) => tracker.tell(fact),
  newId,
});
const releaseUnneeded = async (origins: readonly string[]) =>
  releaseHosts(withoutHosts(origins, await originsOfPlace()));
const endpointOrigins = async (waitingOnly?: boolean) => {
  const entries = waitingOnly && (await store.list());
  return Object.entries(await settings.read(SETTINGS.endpoints)).flatMap(([id, endpoint]) =>
    !entries || entries.some(({ endpointId, settledAt }) => endpointId === id && settledAt === null)
      ? endpointOriginsOf({ endpoint })
      : [],
  );
};
const watching: WatchingDeps = {
  isPermitted: hasHosts,
  releaseHosts: releaseUnneeded,
  stopWatching: (origins) => stopWatching((origin) => origins.includes(origin)),
  watchAgain: () => tracker.tell({ type: "permissionGranted" }),
  changed: () => reconcile(true),
  endpointOrigins,
  newId,
  rules: { allowLocalhost: ALLOW_LOCALHOST },
};
const ownViews = createOwnViewDesk({
  ...watching,
  isPaired: async () => (await pairing()) !== null,
  sites: kept(SETTINGS.ownViewSites),
  enrolled: () => sites.enrolled(),
  due,
  noteOpened: (checkInId) => drafts.keepClient(checkInId, "own view"),
});
const sites = createSiteDesk({
  ...watching,
  pairing,
  ownSites: kept(SETTINGS.ownSites),
  ownViewOrigins: ownViews.origins,
});
const noticed = createNoticedDesk({
  recording,
  world: () => tracker.world(),
  timings: async () => timingsOf(await pairing()),
  pairing,
  tell: (fact) => tracker.tell(fact),
  startCheckInFor: (use) => checkIns.startFor(use),
  siteOf: async (room) => (await places.placeOf(room))?.site ?? null,
  now,
  t,
  timeOfDay: (at) => new Date(at).toLocaleTimeString(languageCode(), { timeStyle: "short" }),
});
const pairings = createPairingDesk({
  pairing,
  keepPairing: async (value) => {
    await settings.write(SETTINGS.pairing, value);
    await settings.clear(SETTINGS.lost);
  },
  keepEndpoint: async (endpointId, endpoint) => {
    await settings.update(SETTINGS.endpoints, (endpoints) => ({ ...endpoints, [endpointId]: endpoint }));
    await store.clearHold(endpointId);
  },
  readInvite: (text) => openInvite(text, { nowMs: now(), allowLocalhost: ALLOW_LOCALHOST }),
  instrumentOf,
  learnRooms: rooms.takeInvite,
  makeKey: async (client) => {
    const key = await makeClientKey();
    await keys.keepClientKey(client, key);
    return key.publicKey;
  },
  macOf: keyMac,
  consents,
  isPermitted: hasHosts,
  openByItself: kept(SETTINGS.openByItself),
  pausedUntil: pause.until,
  heldFor: async (endpointId) => (await store.holdOf(endpointId))?.reason ?? null,
  withdrawAll: () => store.withdrawAll(now()),
  forgetKey: (client) => keys.forgetClientKey(client),
  ownSites: {
    origins: sites.origins,
    forget: forgetSites,
  },
  endpointOrigins,
  releaseHosts: releaseUnneeded,
  stopWatching: forgetSessions,
  changed: () => reconcile(true),
  now,
});

async function forgetSites(): Promise<readonly string[]> {
  return [...(await sites.forget()), ...(await ownViews.forget())];
}

/** No page is heard any more, and nothing of what was heard is left. */
async function forgetSessions(): Promise<void> {
  door.closeOf(() => true);
  await drafts.dropAll();
  await tracker.forget();
  await rooms.clear();
  const { places: seen, pausedUntil, highRun, country } = SETTINGS;
  for (const one of [seen, pausedUntil, highRun, country]) await settings.clear<unknown>(one);
  await noticed.clear();
}
const erase = () =>
  eraseEverything({
    mark: () => settings.write(SETTINGS.erasing, true),
    withdrawAll: () => store.withdrawAll(now()),
    unpair: () => settings.clear(SETTINGS.pairing).then(forgetSites),
    hangUp: forgetSessions,
    giveBack: async () => releaseEverything(await originsOfPlace()),
    reconcile: () => reconcile(false),
    clearRun,
    wipe: database.erase,
  });

/** One after the other: two at once would register the same scripts twice. Housekeeping that fails stops nothing else. */
let reconciling: Promise<void> = Promise.resolve();
function reconcile(inject: boolean): Promise<void> {
  reconciling = reconciling
    .then(async () => {
      const nonces = (): Promise<Readonly<Record<string, StoredNonce>>> => settings.read(SETTINGS.nonces);
      const browserSide = { enrolled: sites.enrolled, isPermitted: hasHosts, watchOrigins, injectIntoOpenTabs, nonces };
      await reconcileWatching(browserSide, inject);
      await store.forgetOlderThan(now() - KEPT_AFTER_DELIVERY_MS);
      await recording.tidy(now());
    })
    .catch((cause: unknown) => complain("The browser's side could not be brought in line.", cause));
  return reconciling.then(() => {
    changed();
    void outbox.run();
  });
}

/** Documents of these origins are heard no more; what ran there is over, and nothing is asked about it. */
async function stopWatching(isOrigin: (origin: string) => boolean): Promise<void> {
  const rooms = door.roomsOf(isOrigin);
  const closed = door.closeOf(isOrigin);
  for (const room of rooms) await tracker.tell({ type: "permissionRevoked", room });
  // Unheard, they would seem to be in their call for ever.
  for (const doc of closed) await tracker.tell({ type: "documentGone", doc, via: "unload" });
}

const isOnScreen = listenToOpenCheckIns(
  (session) => void started.then(() => tracker.tell({ type: "windowClosed", session })),
);
const leftOffer: LeftOfferDeps = {
  world: () => tracker.world(),
  isOnScreen,
  wasOpened: async (session) => (await drafts.readClient(session)) !== null,
  offerAgain: ({ id, room }) => bringUp({ kind: "offer", session: id, room, via: "popup" }, offerWays),
  keepInBadge: offerWays.keepInBadge,
  after,
  now,
  timings: async () => timingsOf(await pairing()),
};

/** Everything waits for this: what a new run must know comes before what the run is told. */
const started = begin().catch((cause: unknown) => complain("The background began with a fault.", cause));
async function begin(): Promise<void> {
  // The words of the badge, before it is set; and before all, a deletion that was cut short.
  await settings
    .read(SETTINGS.erasing)
    .then((cut) => (cut ? erase() : undefined))
    .then(() => settings.read(SETTINGS.language))
    .then(speak)
    .then(inbox.begin)
    .catch((cause: unknown) => complain("Not begun in order.", cause));
  const first = await isFirstOfRun();
  const updated = await recordStart(
    { seen: kept(SETTINGS.seenVersion), hasScripts, keepLost: () => settings.write(SETTINGS.lost, true) },
    installedVersion(),
  );
  const left = first ? null : (await tracker.world()).open;
  await tracker.tell({ type: first ? (updated ? "updateForced" : "browserStarted") : "workerStarted" });
  await tracker.tell({ type: "online", on: navigator.onLine });
  if (left !== null) {
    void takeUpLeftOffer(left, leftOffer).catch((cause: unknown) => complain("An offer was not taken up.", cause));
  }
  await reconcile(first);
}

const answer = createPageAnswers({
  checkIns,
  pairings,
  sites,
  ownViews,
  rooms,
  noticed,
  inbox,
  keepDraft: drafts.keep,
  confirmShown: async (checkInId) => {
    offer.confirmShown(checkInId);
    await clearNotification();
  },
  outbox: createOutboxDesk({
    store,
    run: outbox.run,
    withdraw: createWithdrawal(sealing),
    sending: kept(SETTINGS.sending),
    pairing,
    toBase64Url,
    now,
  }),
  runOutbox: outbox.run,
  readHealth: async () => {
    const health = await database.health();
    return health === "ready" && (await settings.read(SETTINGS.lost)) ? "lost" : health;
  },
  testConnection: createConnectionTest({
    ...sealing,
    isOn: () => settings.read(SETTINGS.sending),
    digest,
    deliver,
    onDelivered: async (endpoint) => {
      await store.clearHold(endpointIdOf(endpoint));
      changed();
      void outbox.run();
    },
  }),
  language: {
    read: () => settings.read(SETTINGS.language),
    write: async (language) => {
      await speak(language);
      await settings.write(SETTINGS.language, language);
      await showBadge(await tracker.world());
    },
  },
  setOpenByItself: (on) => settings.write(SETTINGS.openByItself, on),
  setPaused: pause.set,
  setCountry: (country) => settings.write(SETTINGS.country, country),
  /** Then as after a first start. */
  eraseAll: () => erase().then(begin),
  changed,
});

listenToObservers((port) => door.open(port));
listenToPages((request) => started.then(() => answer(request)));
onTabClosed((tab, windowClosing) => void started.then(() => tracker.tell({ type: "tabClosed", tab, windowClosing })));
onSharingChanged((tab, on) => void started.then(() => tracker.tell({ type: "sharing", tab, on })));
listenForWakeUps({
  onAlarm: (name) =>
    void started.then(async () => {
      if (name === "inbox")
        await inbox.look().catch((cause: unknown) => complain("A look at the inbox failed.", cause));
      else await (name === "outbox" ? outbox.run() : tracker.tell({ type: "tick" }));
    }),
  // Both only wake the worker: beginning is what they are for.
  onBrowserStarted: () => {},
  onInstalled: () => {},
  onUpdateAvailable: () => void started.then(() => tracker.tell({ type: "updateOffered" })),
  onPermissionsAdded: () =>
    void started.then(async () => {
      await tracker.tell({ type: "permissionGranted" });
      await store.retryNow(now(), false);
      await reconcile(true);
    }),
  onPermissionsRemoved: (patterns) =>
    void started.then(async () => {
      await stopWatching((origin) => patterns.includes(matchPattern(origin)));
      await reconcile(false);
    }),
  onOnline: (online) =>
    void started.then(async () => {
      await tracker.tell({ type: "online", on: online });
      if (!online) return;
      await store.retryNow(now(), false);
      await outbox.run();
    }),
});
