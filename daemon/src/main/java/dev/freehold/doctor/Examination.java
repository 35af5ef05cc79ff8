package dev.freehold.doctor;

import dev.freehold.base.FreeholdException;

/** Looks at one thing. */
interface Examination {
  Subject subject();

  /**
   * @throws FreeholdException what was found instead; it becomes a line that failed
   */
  Line look();
}
