package vn.khuyenhoc.platform.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Actor;

/** Who a device's cookie stands for; given by the module that keeps accounts. */
public interface ActorSource {

  /** Name of the cookie that carries a device's secret. */
  String COOKIE = "kh_device";

  /** As long as a browser keeps a cookie at most (RFC 6265bis): for devices and their forms. */
  Duration BROWSERS_MOST = Duration.ofDays(400);

  /** The actor signed in on the device with this secret; null when nobody is. */
  @Nullable Actor byToken(String token);
}
