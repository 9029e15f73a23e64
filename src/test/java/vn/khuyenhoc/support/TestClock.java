package vn.khuyenhoc.support;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Time stands still in tests: Monday 2 November 2026, 8:00 in Vietnam. */
@TestConfiguration(proxyBeanMethods = false)
public class TestClock {

  /** The moment of every test. */
  public static final Instant NOW = Instant.parse("2026-11-02T01:00:00Z");

  @Bean
  @Primary
  Clock standingClock() {
    return Clock.fixed(NOW, ZoneId.of("Asia/Ho_Chi_Minh"));
  }
}
