package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.cli.output.Paint;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  private static String text(String changes) {
    JsonNode plan = Json.read("{\"kind\":\"deploy\",\"changes\":" + changes + "}", JsonNode.class);
    return new PlanText(new Paint(false), false).of(plan);
  }

  @Test
  void notesAreFoldedUnlessAskedFor() {
    JsonNode plan =
        Json.read(
            """
            {"kind":"deploy","checks":[{"severity":"info","message":"Only read."},
             {"severity":"warning","message":"Seen."}]}\
            """,
            JsonNode.class);
    assertThat(new PlanText(new Paint(false), false).of(plan))
        .contains("warning Seen.")
        .contains("and 1 note about what is only in the sources: freehold plan --notes")
        .doesNotContain("Only read.");
    assertThat(new PlanText(new Paint(false), true).of(plan))
        .contains("note    Only read.")
        .doesNotContain("--notes");
  }

  @Test
  void whatIsNotPublishedAndWhatIsGoodToKnowIsShown() {
    assertThat(text("{\"withheld\":[\"words.db\"],\"notes\":[\"The lock is stale.\"]}"))
        .contains("\nNot published\n  words.db\n")
        .contains("\nGood to know\n  The lock is stale.\n");
    assertThat(text("{\"withheld\":[],\"notes\":[]}"))
        .doesNotContain("Not published", "Good to know");
  }

  @Test
  void aLongListIsCutAndSaysSo() {
    String names =
        IntStream.range(0, 10).mapToObj(i -> "\"a" + i + "\"").collect(Collectors.joining(","));
    assertThat(text("{\"withheld\":[" + names + "]}"))
        .contains("  a7\n  and 2 more\n")
        .doesNotContain("a8");
  }
}
