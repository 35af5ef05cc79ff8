package dev.freehold.targets.ssh.transport;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Map.Entry;
import java.util.function.Predicate;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.threads.ThreadUtils;

/**
 * The user's {@code ssh-agent} behind its Unix socket. Protocol: draft-ietf-sshm-ssh-agent, a
 * length of four bytes and the message, each way.
 */
final class AgentSocket extends AbstractAgentProxy {
  private static final int LARGEST_ANSWER = 1 << 20;

  private final SocketChannel channel;
  private final Predicate<Entry<PublicKey, String>> offered;

  private AgentSocket(SocketChannel channel, Predicate<Entry<PublicKey, String>> offered) {
    super(ThreadUtils.newSingleThreadExecutor("ssh-agent"));
    this.channel = channel;
    this.offered = offered;
  }

  /**
   * @param offered which of its keys are tried
   * @throws IOException when nobody listens there
   */
  static AgentSocket open(Path socket, Predicate<Entry<PublicKey, String>> offered)
      throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return new AgentSocket(channel, offered);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  protected synchronized Buffer request(Buffer message) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(message.array(), message.rpos(), message.available());
    while (out.hasRemaining()) {
      channel.write(out);
    }
    int length = read(Integer.BYTES).getInt();
    if (length < 1 || length > LARGEST_ANSWER) {
      throw new IOException("the agent announced an answer of " + length + " bytes");
    }
    return new ByteArrayBuffer(read(length).array());
  }

  private ByteBuffer read(int bytes) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(bytes);
    while (in.hasRemaining()) {
      if (channel.read(in) < 0) {
        throw new IOException("the agent closed its socket");
      }
    }
    return in.flip();
  }

  @Override
  public Iterable<? extends Entry<PublicKey, String>> getIdentities() throws IOException {
    var identities = new ArrayList<Entry<PublicKey, String>>();
    super.getIdentities().forEach(identities::add);
    return identities.stream().filter(offered).toList();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    getExecutorService().shutdownNow();
    super.close();
  }
}
