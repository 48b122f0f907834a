import type { ComponentChildren } from "preact";
import type { SetupState } from "../../protocol/page-requests.ts";
import type { Translate } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import { readers } from "./consent-text.ts";
import { day, isolate } from "./local-words.ts";
import styles from "./pairing-facts.module.css";

/** Who, where, which sites, who reads, since when: what the client agreed to, at a glance. */
export function PairingFacts({ setup, lang }: { readonly setup: SetupState; readonly lang: string }) {
  const t = useStrings();
  const { therapist, endpointHost, videoHosts, acceptedAt } = setup;
  return (
    <dl class={styles.facts}>
      <Fact name={t("setupFactTherapist")}>
        <bdi>{therapist}</bdi>
      </Fact>
      <Fact name={t("setupFactReaders")}>{whoReads(setup, t)}</Fact>
      {endpointHost !== "" && (
        <Fact name={t("setupFactHost")}>
          <bdi>{endpointHost}</bdi>
        </Fact>
      )}
      <Fact name={t("setupFactSites")}>
        {videoHosts.map((host) => (
          <div key={host}>
            <bdi>{host}</bdi>
          </div>
        ))}
      </Fact>
      <Fact name={t("setupFactSince")}>{day(acceptedAt, lang)}</Fact>
    </dl>
  );
}

function whoReads({ therapist, endpointHost, sealed, invite }: SetupState, t: Translate): string {
  const names = [isolate(therapist), isolate(endpointHost)] as const;
  if (sealed && invite.recipients.length > 1) return readers(invite, ...names, t);
  return t(endpointHost === "" ? "setupFactByHand" : sealed ? "setupFactSealed" : "setupFactPlain", ...names);
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div class={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
