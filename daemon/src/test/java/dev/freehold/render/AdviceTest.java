package dev.freehold.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Uncaught Error: supabaseUrl is required. | freehold var list",
        "Uncaught Error: API_KEY environment variable not set | freehold var list",
        "Uncaught TypeError: Failed to construct 'URL': Invalid URL | freehold var list",
        "Uncaught Error: Error creating WebGL context. | graphics card",
        "Uncaught TypeError: Cannot read properties of undefined (reading 'map') | in the builder",
        "Uncaught ReferenceError: environmentally is not defined | in the builder"
      })
  void leadsWhereTheErrorPoints(String error, String advice) {
    assertThat(Advice.about(error)).contains(advice);
  }
}
