// The fields on which accounts are compared, in their fixed order, as layers/agreement/fields.py has them.

/** @typedef {"yes or no" | "category" | "party" | "time" | "place" | "count"} FieldKind */
/** @typedef {{name: string, kind: FieldKind, level: string}} Field */

/** What a difference can bear on; the first that is in dispute decides the class of an incident. */
export const LEVELS = ["occurrence", "responsibility", "legality", "detail"];

/** @type {Field[]} */
export const FIELDS = [
  { name: "occurred", kind: "yes or no", level: "occurrence" },
  { name: "when", kind: "time", level: "detail" },
  { name: "where", kind: "place", level: "detail" },
  { name: "actor", kind: "party", level: "responsibility" },
  { name: "target", kind: "party", level: "detail" },
  { name: "weapon", kind: "category", level: "detail" },
  { name: "armed", kind: "yes or no", level: "detail" },
  { name: "killed", kind: "count", level: "detail" },
  { name: "injured", kind: "count", level: "detail" },
  { name: "inside_zone", kind: "yes or no", level: "detail" },
  { name: "lawful", kind: "yes or no", level: "legality" },
];

/** The classes of incidents, the most disputed first. */
export const CLASSES = ["disputed occurrence", "disputed responsibility", "disputed legality", "disputed detail", "agreed", "single voice", "unstated"];
