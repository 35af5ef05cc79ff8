package dev.freehold.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderedIdsTest {
  private static final String TOMORROW = "01f0a1b2-c3d4-7abc-8def-0123456789ab";

  @Test
  void eachIsBehindTheOneBeforeAlsoWhenTheClockWentBack() {
    Ids ids = Ids.timeOrderedAfter(TOMORROW);
    var made = new ArrayList<String>();
    made.add(TOMORROW);
    for (int i = 0; i < 100; i++) {
      made.add(ids.next());
    }

    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(made).allSatisfy(id -> assertThat(UUID.fromString(id).version()).isEqualTo(7));
  }

  @Test
  void theClockDecidesOtherwise() {
    assertThat(Ids.timeOrderedAfter("").next()).isLessThan(TOMORROW);
    assertThat(Ids.timeOrderedAfter("not one").next()).isLessThan(TOMORROW);
  }
}
