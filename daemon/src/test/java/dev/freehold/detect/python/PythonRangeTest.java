package dev.freehold.detect.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ">=3.11 ; 3.11.0 3.14.2 ; 3.10.14",
        ">= 3.11, < 4 ; 3.11.2 3.12.9 ; 4.0.0",
        ">=3.11.4 ; 3.11.4 3.12.0 ; 3.11.2",
        "^3.11 ; 3.11.2 3.13.0 ; 3.10.1 4.0.0",
        "~3.11 ; 3.11.9 ; 3.12.0 3.10.0",
        "~=3.11 ; 3.11.0 3.12.1 ; 3.10.1 4.0.0",
        "~=3.11.2 ; 3.11.2 3.11.9 ; 3.11.1 3.12.0",
        "==3.11.* ; 3.11.7 ; 3.12.0",
        "3.11 ; 3.11.7 ; 3.1.7 3.12.0",
        "==3.11.9 ; 3.11.2 3.11.9 ; 3.12.9",
        "3.11.4 ; 3.11.2 ; 3.10.4",
        ">=3.9,!=3.11.* ; 3.10.1 3.12.1 ; 3.11.5",
        ">=3.9,!=3.11.5 ; 3.11.4 ; 3.11.5",
        ">3.11,<3.13 ; 3.12.7 ; 3.13.0 3.11.0",
        "<=3.12 ; 3.12.0 3.11.9 ; 3.12.1",
        "^3.8 || 2.7.* ; 2.7.18 3.9.1 ; 2.6.1",
        "'' ; 3.8.0 3.14.0 ; ''",
        "* ; 3.8.0 ; ''",
        "whatever there is ; 3.8.0 ; ''"
      })
  void allowsWhatItSays(String range, String allowed, String refused) {
    var asked = new PythonRange(range, "");
    assertThat(allowed.split(" ")).allMatch(asked::allows);
    if (!refused.isEmpty()) {
      assertThat(refused.split(" ")).noneMatch(asked::allows);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'' ; '' ; 3.12",
        ">=3.13 ; '' ; 3.13",
        "<3.12 ; '' ; 3.11",
        ">=3.10 ; 3.11 ; 3.11",
        ">=3.12 ; 3.11 ; 3.12"
      })
  void theBestKnownOneThatIsAllowedIsToBeInstalled(String range, String wished, String version) {
    assertThat(new PythonRange(range, wished).preferred()).contains(version);
  }

  @Test
  void thereIsNoneToInstallWhereNoneIsAllowed() {
    assertThat(new PythonRange(">=2.7,<3", "").preferred()).isEmpty();
  }

  @Test
  void theWishedOneIsLookedForFirstAndThenThisMachinesOwn() {
    assertThat(new PythonRange(">=3.9", "3.13").programs())
        .startsWith("python3.13", "python3", "python3.12");
    assertThat(PythonRange.ANY.programs()).startsWith("python3", "python3.12");
  }
}
