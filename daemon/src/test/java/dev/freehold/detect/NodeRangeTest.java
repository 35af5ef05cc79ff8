package dev.freehold.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; 22",
        "'*'; 22",
        "latest; 22",
        ">=18; 22",
        ">= 18.17.0; 22",
        ">=18 <21; 20",
        ">=18.0.0 <22.0.0; 20",
        "<22.5; 22",
        ">22; 24",
        ">22.1; 22",
        "^20.19.0 || >=22.12.0; 22",
        "^18 || ^20; 20",
        "20.x; 20",
        "v24.1.0; 24",
        "~26.1; 26",
        "18 - 20; 20",
        "lts/iron; 20",
        "lts/*; 22",
        "nonsense; 22",
        "16; 22"
      })
  void whatIsBroughtForARange(String range, int major) {
    assertThat(new NodeRange(range).preferred()).isEqualTo(major);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; 20; true",
        ">=22; 20; false",
        ">=22; 23; true",
        "20; 20; true",
        "20; 21; false",
        "<=20; 22; false",
        "16; 22; false"
      })
  void whatARangeAllows(String range, int major, boolean allowed) {
    assertThat(new NodeRange(range).allows(major)).isEqualTo(allowed);
  }
}
