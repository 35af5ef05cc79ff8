package dev.freehold.service;

import dev.freehold.file.Launch;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The agent of launchd: launchd.plist(5). */
final class LaunchAgent {
  static final String LABEL = "dev.freehold.daemon";

  /** 077, which a property list can only say in decimal. */
  private static final int UMASK = 63;

  private LaunchAgent() {}

  /**
   * @param log where what the daemon prints before its own log is open goes
   */
  static String of(Launch launch, Path log) {
    var variables = new TreeMap<>(launch.variables());
    variables.put("PATH", launch.path());
    var environment = new StringBuilder();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      environment.append("    <key>").append(escaped(variable.getKey())).append("</key>\n");
      environment.append(value(variable.getValue())).append('\n');
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <!-- Written by 'freehold daemon install'; 'freehold daemon uninstall' removes it. -->
    <plist version="1.0">
    <dict>
      <key>Label</key>
      <string>%s</string>
      <key>ProgramArguments</key>
      <array>
        <string>%s</string>
        <string>daemon</string>
        <string>run</string>
      </array>
      <key>EnvironmentVariables</key>
      <dict>
    %s
      </dict>
      <key>RunAtLoad</key>
      <true/>
      <key>KeepAlive</key>
      <dict>
        <key>SuccessfulExit</key>
        <false/>
      </dict>
      <!-- The process that serves local apps stays up while the daemon restarts. -->
      <key>AbandonProcessGroup</key>
      <true/>
      <key>ProcessType</key>
      <string>Background</string>
      <key>ExitTimeOut</key>
      <integer>30</integer>
      <key>Umask</key>
      <integer>%d</integer>
      <key>HardResourceLimits</key>
      <dict>
        <key>Core</key>
        <integer>0</integer>
      </dict>
      <key>StandardErrorPath</key>
      <string>%s</string>
    </dict>
    </plist>
    """
        .formatted(
            LABEL,
            escaped(launch.launcher().toString()),
            environment.toString().stripTrailing(),
            UMASK,
            escaped(log.toString()));
  }

  /** A value of the environment, as a line of the list. */
  static String value(String text) {
    return "    <string>" + escaped(text) + "</string>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
