import type { Entry } from "@/integrations/storage/types";

function sample(entry: Omit<Entry, "own">): Entry {
  return { ...entry, own: false };
}

export const sampleEntries: Entry[] = [
  sample({
    id: "first-light",
    name: "Marta Lindqvist",
    place: "Uppsala",
    message:
      "We came up before sunrise and had the ridge to ourselves. The kettle in the kitchen whistles half a tone lower than ours at home, and I shall miss it.",
    kind: "memory",
    ink: "blue",
    signedAt: "2026-10-18T07:42:00.000Z",
  }),
  sample({
    id: "warm-socks",
    name: "Tomás Rivera",
    place: "Valparaíso",
    message: "Thank you for the dry socks, the soup, and for not laughing at our map.",
    kind: "thanks",
    ink: "green",
    signedAt: "2026-10-04T18:05:00.000Z",
  }),
  sample({
    id: "three-owls",
    name: "Aiko Tanaka",
    place: "Kanazawa",
    message: "Three owls, one fox, no telephone signal. A perfect week.",
    kind: "memory",
    ink: "sepia",
    signedAt: "2026-09-21T20:30:00.000Z",
  }),
  sample({
    id: "passing-through",
    name: "Ben",
    place: "",
    message: "Only passing through. Nice door.",
    kind: "hello",
    ink: "red",
    signedAt: "2026-09-02T11:15:00.000Z",
  }),
  sample({
    id: "for-next-year",
    name: "The Okafor family",
    place: "Bristol",
    message:
      "For next year we wish the same view, the same people round the table, and a slightly longer table. Ada (6) wishes for a dog. So do her brothers, but they were told to write small.",
    kind: "wish",
    ink: "blue",
    signedAt: "2026-08-29T16:48:00.000Z",
  }),
  sample({
    id: "the-piano",
    name: "Eszter Kovács",
    place: "Pécs",
    message: "Somebody should tell the piano that it is out of tune. Or rather not: it was lovely the way it was.",
    kind: "thanks",
    ink: "sepia",
    signedAt: "2026-08-11T21:20:00.000Z",
  }),
  sample({
    id: "rain-on-the-roof",
    name: "Jonas & Priya",
    place: "Freiburg",
    message: "Four days of rain on the roof and we finished the thousand-piece puzzle. One piece is missing. It is under the sofa; we checked, and left it for you.",
    kind: "hello",
    ink: "green",
    signedAt: "2026-07-30T09:00:00.000Z",
  }),
  sample({
    id: "see-you-again",
    name: "Leila Haddad",
    place: "Marseille",
    message: "I hope the path behind the house stays as it is. See you again when the almonds bloom.",
    kind: "wish",
    ink: "red",
    signedAt: "2026-07-12T13:33:00.000Z",
  }),
];
