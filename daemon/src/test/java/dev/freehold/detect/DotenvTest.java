package dev.freehold.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DotenvTest {
  @Test
  void readsEveryFormOfALine() {
    var values =
        Dotenv.parse(
            String.join(
                "\n",
                "# a comment",
                "PLAIN=value",
                "  SPACED  =  some words   # with a comment",
                "export EXPORTED=yes",
                "SINGLE='a \"b\" # c'",
                "DOUBLE=\"a 'b' # c\"   # comment",
                "BACK=`a \"b\" 'c'`",
                "ESCAPED=\"one\\ntwo \\\"three\\\"\"",
                "LITERAL='one\\ntwo'",
                "EMPTY=",
                "EMPTY_TOO=\"\"",
                "URL=https://a.dev/?x=1&y=2",
                "YAML: like",
                "TWICE=1",
                "TWICE=2",
                "SEVERAL=\"first",
                "second\"",
                "not a line",
                "#COMMENTED=out"));
    assertThat(values)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("PLAIN", "value"),
                Map.entry("SPACED", "some words"),
                Map.entry("EXPORTED", "yes"),
                Map.entry("SINGLE", "a \"b\" # c"),
                Map.entry("DOUBLE", "a 'b' # c"),
                Map.entry("BACK", "a \"b\" 'c'"),
                Map.entry("ESCAPED", "one\ntwo \"three\""),
                Map.entry("LITERAL", "one\\ntwo"),
                Map.entry("EMPTY", ""),
                Map.entry("EMPTY_TOO", ""),
                Map.entry("URL", "https://a.dev/?x=1&y=2"),
                Map.entry("YAML", "like"),
                Map.entry("TWICE", "2"),
                Map.entry("SEVERAL", "first\nsecond")));
  }

  @Test
  void readsWindowsLineEnds() {
    assertThat(Dotenv.parse("A=1\r\nB=\"2\"\r\n")).isEqualTo(Map.of("A", "1", "B", "2"));
  }

  @Test
  void fillsInOtherValues() {
    var values = Map.of("HOST", "a.dev");
    assertThat(Dotenv.expand("https://$HOST/${HOST}?${NO:-b}&${NO}", values))
        .isEqualTo("https://a.dev/a.dev?b&");
    assertThat(Dotenv.expand("cost \\$HOST", values)).isEqualTo("cost $HOST");
  }

  @Test
  void longHostileValuesDoNotOverflow() {
    assertThat(Dotenv.parse("A=\"" + "\\a".repeat(1_000_000) + "\"")).containsKey("A");
    assertThat(Dotenv.parse("A=\"" + "a".repeat(2_000_000) + "\"")).containsKey("A");
  }
}
