package dev.freehold.targets.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lambda's own lines, as its documentation shows them. */
class PlatformLinesTest {
  private static final String REQUEST = "RequestId: 6bc28136-xmpl-4365-b021-0ce6b2e64ab0";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "START " + REQUEST + " Version: 3\n",
        "END " + REQUEST + "\n",
        "REPORT "
            + REQUEST
            + "\tDuration: 79.67 ms\tBilled Duration: 80 ms\tMemory Size: 1024 MB\tMax Memory Used:"
            + " 73 MB\t\nXRAY TraceId: 1-5e34a66a-474xmpl7c2534a87870b4370\tSampled: true\t\n",
        "INIT_START Runtime Version: nodejs:22.v61\tRuntime Version ARN:"
            + " arn:aws:lambda:r::runtime:0\n",
        "EXTENSION\tName: lambda-adapter\tState: Ready\tEvents: []\n"
      })
  void whatGoesWellIsNotToldOf(String text) {
    assertThat(PlatformLines.isOne(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-30T09:00:00.000Z 6bc28136-xmpl-4365-b021-0ce6b2e64ab0 Task timed out after 120.00"
            + " seconds\n\n",
        REQUEST + " Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n",
        "REPORT "
            + REQUEST
            + "\tDuration: 120000.00 ms\tBilled Duration: 120000 ms\tMemory Size: 1024 MB\tMax"
            + " Memory Used: 73 MB\tStatus: timeout\n",
        "REPORT " + REQUEST + "\tDuration: 9.00 ms\tStatus: error\tError Type: Runtime.ExitError\n",
        "INIT_REPORT Init Duration: 9999.81 ms\tPhase: init\tStatus: timeout\n",
        "EXTENSION\tName: lambda-adapter\tState: LaunchError\tEvents: []\tError Type: X\n",
        "START the engine\n",
        "serving on 5000\n"
      })
  void whatFailedIsToldAndSoIsWhatTheServerPrints(String text) {
    assertThat(PlatformLines.isOne(text)).isFalse();
  }
}
