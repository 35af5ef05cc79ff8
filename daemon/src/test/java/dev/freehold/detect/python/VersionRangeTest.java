package dev.freehold.detect.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples of python-poetry.org/docs/dependency-specification, and what people write besides.
 */
class VersionRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "^1.2.3 | >=1.2.3,<2",
        "^1.2 | >=1.2,<2",
        "^1 | >=1,<2",
        "^0.2.3 | >=0.2.3,<0.3",
        "^0.0.3 | >=0.0.3,<0.0.4",
        "^0.0 | >=0.0,<0.1",
        "^0 | >=0,<1",
        "~1.2.3 | >=1.2.3,<1.3",
        "~1.2 | >=1.2,<1.3",
        "~1 | >=1,<2",
        "~0.115.4 | >=0.115.4,<0.116",
        "* | ''",
        "1.* | ==1.*",
        "1.2.* | ==1.2.*",
        "1.2.3 | ==1.2.3",
        "=1.2.3 | ==1.2.3",
        "==1.2.3 | ==1.2.3",
        "~=1.2 | ~=1.2",
        ">=1.2,<2.0,!=1.5 | >=1.2,<2.0,!=1.5",
        ">=1.2 <2.0 | >=1.2,<2.0",
        ">= 1.2, < 2 | >=1.2,<2",
        "^1.0b2 | >=1.0b2,<2",
        "^20240101120000 | >=20240101120000,<20240101120001",
      })
  void rangesOfPoetryBecomePips(String range, String specifier) {
    assertThat(VersionRange.specifier(range)).contains(specifier);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^2.0 || ^3.0", "latest", "", "1.2.3 and more"})
  void whatPipHasNoWordsForIsNotGuessed(String range) {
    assertThat(VersionRange.specifier(range)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "^3.8 ; python_version >= \"3.8\" and python_version < \"4\"",
        "<3.11 ; python_version < \"3.11\"",
        ">=3.9.2 ; python_full_version >= \"3.9.2\"",
        "3.11.* ; python_version == \"3.11\"",
        "~2.7 || >=3.9 ; python_version >= \"2.7\" and python_version < \"2.8\""
            + " or python_version >= \"3.9\"",
        "* ; ``",
      })
  void rangesOfPythonBecomeMarkers(String range, String marker) {
    assertThat(VersionRange.marker(range)).contains(marker);
  }
}
