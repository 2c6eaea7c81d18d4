import { readFileSync } from "node:fs";
import { writeNetworkFile, type NetworkFile, type Place } from "@parley/exercise";

/** From here on the client of a place finds its homeserver at another address; done before it is started. */
export function readdress(place: Place, homeserver: string): void {
  writeNetworkFile(place.networkFile, { ...readNetworkFile(place), homeserver });
}

/** What the client of a place is bound to. */
export function readNetworkFile(place: Place): NetworkFile {
  return JSON.parse(readFileSync(place.networkFile, "utf8")) as NetworkFile;
}
