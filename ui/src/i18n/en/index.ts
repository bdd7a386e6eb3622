/** Every word people read, in English. */
import type { Words } from "../zh-Hans";
import { frame } from "./frame";
import { time } from "./time";
import { codes } from "./codes";
import { people } from "./people";
import { home } from "./home";
import { report } from "./report";
import { hazard } from "./hazard";
import { outbox } from "./outbox";
import { refusals } from "./refusals";
import { me } from "./me";
import { desk } from "./desk";
import { devices } from "./devices";
import { door } from "./door";
import { ended } from "./ended";
import { failure } from "./failure";
import { parts } from "./parts";
import { patrol } from "./patrol";
import { checklist } from "./checklist";
import { track } from "./track";
import { cards } from "./cards";
import { care } from "./care";
import { cases } from "./cases";
import { homes } from "./homes";
import { register } from "./register";

/** All groups of words. */
export const en: Words = {
  ...frame,
  ...time,
  ...codes,
  ...people,
  ...home,
  ...report,
  ...hazard,
  ...outbox,
  ...refusals,
  ...me,
  ...desk,
  ...devices,
  ...door,
  ...ended,
  ...failure,
  ...parts,
  ...patrol,
  ...checklist,
  ...track,
  ...cards,
  ...care,
  ...cases,
  ...homes,
  ...register,
};
