/** The homes there are to choose from, and one of them chosen. */

/** A stairwell and its homes. */
export interface RoomUnit {
  /** As stored: “2”; empty where the building has no units. */
  name: string;
  /** As stored: “302”. */
  rooms: string[];
}

/** A building and its stairwells. */
export interface RoomBuilding {
  /** As stored: “3”. */
  name: string;
  units: RoomUnit[];
  /** Whether it is one of those that this member looks after. */
  own: boolean;
}

/** A home by building, unit and room. */
export interface RoomChosen {
  building: string;
  unit: string;
  room: string;
}
