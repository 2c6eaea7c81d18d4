import { wordsOf, sha512 } from "@parley/crypto";
import { fromBase64Url, type StateCode } from "@parley/base";
import {
  parseLaterRoot,
  type EntryContent,
  type ListedDevice,
  type Log,
  type Operation,
  type TrustRoot,
} from "@parley/directory";
import { stateByCode } from "@parley/protocol";

/** "Alfa (XA)"; "the Secretariat" for its services. */
export function stateName(state: StateCode): string {
  const name = stateByCode(state)?.name;
  if (name !== undefined) return `${name} (${state})`;
  return state === "OSCE" ? "the Secretariat" : state;
}

/** What an entry does, as far as its words go. */
type Said = Pick<EntryContent, "operation" | "reset">;

/** What an entry does, in one line. `log` is the log before it, or any later one. */
export function entryTitle({ operation, reset }: Said, log: Log): string {
  const title = operationTitle(operation, log);
  return reset === undefined
    ? title
    : `${title}, begins the State anew after the reset of entry ${reset}, and ends all its former records`;
}

/** The same in full: everything that whoever signs it vouches for. `log` is the log before the entry. */
export function entryDetails({ operation, reset }: Said, log: Log): readonly string[] {
  const details = operationDetails(operation, log);
  return reset === undefined || operation.op !== "admit"
    ? details
    : [...anewDetails(operation.rec.state, reset, log), ...details];
}

/** What resting on a reset does to the State's former records. */
function anewDetails(state: StateCode, reset: number, log: Log): readonly string[] {
  const former = log.records().filter((one) => one.state === state && one.devices.length > 0);
  const listed = former.length === 0 ? "none" : former.map(({ id }) => id).join(", ");
  return [
    `It BEGINS ${stateName(state)} ANEW: it rests on the reset of entry ${reset}, and needs no signature of the State.`,
    `All former records of the State end with it, for good. With listed devices now: ${listed}`,
  ];
}

function operationTitle(operation: Operation, log: Log): string {
  switch (operation.op) {
    case "admit": {
      const { id, kind, state } = operation.rec;
      return kind === "service"
        ? `takes in a service of the Secretariat, ${id}`
        : `takes in ${id} for ${stateName(state)}`;
    }
    case "list":
      return `lists one more device for ${operation.rec.id}${ofState(log, operation.rec.id)}`;
    case "disable":
      return `takes a device of ${operation.rec.id}${ofState(log, operation.rec.id)} out, for good`;
    case "card":
      return `notes card and confirmation of ${operation.rec.id}${ofState(log, operation.rec.id)}`;
    case "headkey":
      return "sets the key that dates the heads";
    case "reset":
      return `resets ${stateName(operation.rec.state)}`;
    case "root":
      return "sets the next trust root";
  }
}

function operationDetails(operation: Operation, log: Log): readonly string[] {
  switch (operation.op) {
    case "admit": {
      const { rec } = operation;
      return [
        `State: ${stateName(rec.state)}`,
        `Levels: ${rec.level.join(", ")}; kind: ${rec.kind}`,
        `Powers: ${rec.powers.length === 0 ? "none" : rec.powers.join(", ")}`,
        `Account: ${rec.user}`,
        `From ${rec.from}, confirmed ${rec.conf}; approvals before sending: ${rec.release}`,
        rec.wait === undefined
          ? "Wait before a reset: 24 hours, unless another record of the State says more"
          : `Wait before a reset: ${rec.wait} hours`,
        `Card: ${rec.card === "" ? "none" : rec.card}`,
        ...rec.devices.flatMap(deviceDetails),
      ];
    }
    case "list": {
      const { id, holder, device } = operation.rec;
      const before = log.recordOf(id);
      return [
        `Account: ${before?.user ?? "unknown"}; devices listed now: ${before?.devices.length ?? 0}`,
        before?.holder === holder
          ? "The holder of the office stays the same."
          : "The office has a new holder from then on.",
        ...deviceDetails(device),
      ];
    }
    case "disable": {
      const { id, key } = operation.rec;
      const act = log.everKey(id, key);
      const device = log.recordOf(id)?.devices.find((one) => one.act === act);
      const left = (log.recordOf(id)?.devices.length ?? 1) - 1;
      return [
        ...(device === undefined ? [`Act key: ${key}`] : deviceDetails(device)),
        `Devices of the record that stay listed: ${left}`,
        "It has effect at once for everyone who hears it, and never comes back.",
      ];
    }
    case "card": {
      const { card, conf, id } = operation.rec;
      const before = log.recordOf(id);
      return [
        card === ""
          ? "No card from then on: whatever was there is erased."
          : before?.card === card
            ? "The card stays the same."
            : `New card: ${card}`,
        `Confirmed: ${conf} (before: ${before?.conf ?? "never"})`,
      ];
    }
    case "headkey":
      return [`Key: ${operation.rec.key}`, ...keyWords(operation.rec.key)];
    case "reset":
      return [
        "After the wait that the State chose it stands as before its first admission: officers alone can admit for it.",
        "The reset is shown to everybody, and the State can answer it by signing for itself meanwhile.",
      ];
    case "root": {
      const root = parseLaterRoot(operation.rec.root);
      return root.ok ? rootDetails(root.value, log.rootNow()) : ["Its text is no trust root."];
    }
  }
}

function rootDetails(next: TrustRoot, before: TrustRoot): readonly string[] {
  const added = next.officers.filter((key) => !before.officers.includes(key));
  const removed = before.officers.filter((key) => !next.officers.includes(key));
  return [
    `Version ${next.version}: ${next.k} of ${next.officers.length} officers sign (before: ${before.k} of ${before.officers.length})`,
    ...added.map((key) => `New officer: ${key}`),
    ...removed.map((key) => `No officer any more: ${key}`),
    "It is signed by enough officers of both roots.",
  ];
}

function deviceDetails(device: ListedDevice): readonly string[] {
  return [`Device ${device.id}, act key ${device.act}`, ...keyWords(device.act)];
}

/** Twelve words of a key, for comparing by telephone; the client shows the same beside a proposal. */
function keyWords(key: string): readonly string[] {
  const bytes = fromBase64Url(key);
  return bytes === null ? [] : [`  in words: ${wordsOf(sha512(bytes), 12).join(" ")}`];
}

function ofState(log: Log, rec: Parameters<Log["state"]>[0]): string {
  const state = log.state(rec);
  return state === null ? "" : ` (${stateName(state)})`;
}
