package io.github.passage.target;

import io.github.passage.address.HostPort;
import io.netty.channel.ChannelFuture;

/**
 * A control connection that is being made.
 *
 * @param target the target that was chosen for it
 * @param channel done when the connection stands, or failed with the reason
 */
public record Dialled(HostPort target, ChannelFuture channel) {}
