package dev.freehold.targets.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Names, ports and certificates as this machine sees them. */
public final class RealNetwork implements DomainCheck.Surroundings {
  private static final int PATIENCE_MILLIS = 5_000;

  @Override
  public Set<String> addresses(String name) {
    try {
      return Arrays.stream(InetAddress.getAllByName(name))
          .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (UnknownHostException _) {
      return Set.of();
    }
  }

  @Override
  public boolean answers(String address, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public Optional<String> certificateProblem(String address, String domain) {
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (var plain = new Socket()) {
      plain.connect(new InetSocketAddress(address, 443), PATIENCE_MILLIS);
      plain.setSoTimeout(PATIENCE_MILLIS);
      try (var socket = (SSLSocket) factory.createSocket(plain, domain, 443, true)) {
        var parameters = new SSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(domain)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
