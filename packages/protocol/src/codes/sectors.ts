export interface Sector {
  readonly code: string;
  readonly label: string;
  readonly subsectors: readonly { readonly code: string; readonly label: string }[];
}

/** Directive (EU) 2022/2555, Annex I and II; labels checked against github.com/MISP/misp-taxonomies nis2 v5. */
export const SECTORS_NIS2: readonly Sector[] = [
  {
    code: "energy",
    label: "Energy",
    subsectors: [
      { code: "electricity", label: "Electricity" },
      { code: "district-heating-cooling", label: "District heating and cooling" },
      { code: "oil", label: "Oil" },
      { code: "gas", label: "Gas" },
      { code: "hydrogen", label: "Hydrogen" },
    ],
  },
  {
    code: "transport",
    label: "Transport",
    subsectors: [
      { code: "air", label: "Air" },
      { code: "rail", label: "Rail" },
      { code: "water", label: "Water" },
      { code: "road", label: "Road" },
    ],
  },
  { code: "banking", label: "Banking", subsectors: [] },
  {
    code: "financial-market-infrastructures",
    label: "Financial market infrastructures",
    subsectors: [],
  },
  { code: "health", label: "Health", subsectors: [] },
  { code: "drinking-water", label: "Drinking water", subsectors: [] },
  { code: "waste-water", label: "Waste water", subsectors: [] },
  { code: "digital-infrastructure", label: "Digital infrastructure", subsectors: [] },
  {
    code: "ict-service-management-b2b",
    label: "ICT service management (business-to-business)",
    subsectors: [],
  },
  { code: "public-administration", label: "Public administration", subsectors: [] },
  { code: "space", label: "Space", subsectors: [] },
  { code: "postal-courier", label: "Postal and courier services", subsectors: [] },
  { code: "waste-management", label: "Waste management", subsectors: [] },
  {
    code: "chemicals",
    label: "Manufacture, production and distribution of chemicals",
    subsectors: [],
  },
  { code: "food", label: "Production, processing and distribution of food", subsectors: [] },
  {
    code: "manufacturing",
    label: "Manufacturing",
    subsectors: [
      {
        code: "medical-devices",
        label: "Manufacture of medical devices and in vitro diagnostic medical devices",
      },
      {
        code: "computer-electronic-optical",
        label: "Manufacture of computer, electronic and optical products",
      },
      { code: "electrical-equipment", label: "Manufacture of electrical equipment" },
      { code: "machinery-nec", label: "Manufacture of machinery and equipment n.e.c." },
      {
        code: "motor-vehicles",
        label: "Manufacture of motor vehicles, trailers and semi-trailers",
      },
      { code: "other-transport-equipment", label: "Manufacture of other transport equipment" },
    ],
  },
  { code: "digital-providers", label: "Digital providers", subsectors: [] },
  { code: "research", label: "Research", subsectors: [] },
];

/** Proposal: sectors that many States treat as critical and NIS2 does not list. */
export const SECTORS_EXTRA: readonly Sector[] = [
  { code: "elections", label: "Electoral infrastructure", subsectors: [] },
  { code: "emergency-services", label: "Emergency services", subsectors: [] },
  { code: "defence", label: "Defence", subsectors: [] },
  { code: "nuclear", label: "Civil nuclear", subsectors: [] },
  { code: "media", label: "Media and broadcasting", subsectors: [] },
  {
    code: "international-org",
    label: "International organization / diplomatic mission",
    subsectors: [],
  },
  { code: "other", label: "Other (describe)", subsectors: [] },
  { code: "not-disclosed", label: "Not disclosed", subsectors: [] },
];

const BY_CODE: ReadonlyMap<string, string> = new Map(
  [...SECTORS_NIS2, ...SECTORS_EXTRA].map((one) => [one.code, one.label]),
);

/** English label of a sector; null for a code outside both lists. */
export function sectorLabel(code: string): string | null {
  return BY_CODE.get(code) ?? null;
}
