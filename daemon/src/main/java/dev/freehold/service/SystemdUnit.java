package dev.freehold.service;

import dev.freehold.file.Launch;
import java.util.Map;

/**
 * The unit of systemd. What it forbids is what neither Java nor the build sandbox needs: Java
 * writes code into memory, and bubblewrap makes namespaces and mounts, so MemoryDenyWriteExecute,
 * RestrictNamespaces and the options that give the service mounts of its own are not there.
 */
final class SystemdUnit {
  static final String NAME = "freehold.service";

  private SystemdUnit() {}

  static String of(Launch launch) {
    var variables = new StringBuilder();
    for (Map.Entry<String, String> variable : launch.variables().entrySet()) {
      variables.append(variable(variable.getKey(), variable.getValue())).append('\n');
    }
    variables.append(variable("PATH", launch.path())).append('\n');
    return """
    # Written by 'freehold daemon install'; 'freehold daemon uninstall' removes it.
    [Unit]
    Description=Freehold, which deploys your apps
    StartLimitIntervalSec=60
    StartLimitBurst=4

    [Service]
    Type=exec
    ExecStart=%s daemon run
    %s
    Restart=on-failure
    RestartSec=1
    # 143 is how Java ends when it is asked to terminate.
    SuccessExitStatus=143
    # 5 means that this machine is in the way, or another daemon runs: trying again won't help.
    RestartPreventExitStatus=5
    # The daemon alone: the process that serves local apps stays up while the daemon restarts.
    KillMode=process
    TimeoutStopSec=30
    # A build that takes all memory ends, not the daemon with it.
    OOMPolicy=continue
    NoNewPrivileges=yes
    LockPersonality=yes
    RestrictRealtime=yes
    SystemCallArchitectures=native
    UMask=0077
    LimitCORE=0

    [Install]
    WantedBy=default.target
    """
        .formatted(quoted(launch.launcher().toString()), variables.toString().stripTrailing());
  }

  /** As a line of the unit. */
  static String variable(String name, String value) {
    return "Environment=" + quoted(name + "=" + value);
  }

  /** systemd.syntax(7), "Quoting"; the percent sign begins a specifier, systemd.unit(5). */
  static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '%' -> quoted.append("%%");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
