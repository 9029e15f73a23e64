package vn.khuyenhoc.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.support.TestDatabase;

/** Runs of parts: made until all are there, somebody stops, or something is in the way. */
class PartWorkTest {

  private static final Clock CLOCK = Clock.system(ZoneId.of("Asia/Ho_Chi_Minh"));
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  private final JdbcClient owner = JdbcClient.create(DATABASE.owner().dataSource());
  private final RunsOfParts runs =
      new RunsOfParts(owner, "public.part_work", RunsOfParts.Holding.FOR_GOOD);
  private final Queue<Integer> made = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void aTableOfRuns() {
    owner
        .sql(
            """
            create table if not exists public.part_work (
              run_id uuid primary key, state text not null, seen_at timestamptz, created_at timestamptz not null,
              finished_at timestamptz)
            """)
        .update();
  }

  private PartWork work() {
    return new PartWork(runs, Duration.ofMinutes(1), new FreeSpace(Path.of("."), 0), CLOCK);
  }

  private UUID begun() {
    UUID id = Ids.next();
    owner
        .sql(
            "insert into public.part_work (run_id, state, created_at) values (?, 'WORKING', now())")
        .param(id)
        .update();
    return id;
  }

  private RunState state(UUID id) {
    return RunState.valueOf(
        owner
            .sql("select state from public.part_work where run_id = ?")
            .param(id)
            .query(String.class)
            .single());
  }

  private void stop(UUID id) {
    assertThat(runs.stop(id, CLOCK.instant())).isTrue();
  }

  /** Parts of which each is noted once it is made. */
  private class Noted implements PartWork.Parts<Integer> {
    @Override
    public List<Integer> open() {
      return List.of(1, 2, 3, 4, 5);
    }

    @Override
    public void make(Integer part) throws IOException {
      made.add(part);
    }
  }

  @Test
  void makesEveryPartOnceOnSomeThreadsAndIsDone() {
    UUID id = begun();
    assertThat(work().work(id, 3, new Noted())).isTrue();
    assertThat(made).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    assertThat(state(id)).isEqualTo(RunState.DONE);
  }

  @Test
  void beginsNoOtherPartOnceItIsStoppedAndKeepsWhatIsMade() {
    UUID id = begun();
    boolean all =
        work()
            .work(
                id,
                1,
                new Noted() {
                  @Override
                  public void make(Integer part) throws IOException {
                    super.make(part);
                    if (part == 2) {
                      stop(id);
                    }
                  }
                });
    assertThat(all).isFalse();
    assertThat(made).containsExactly(1, 2);
    assertThat(state(id)).isEqualTo(RunState.STOPPED);
  }

  @Test
  void breaksOffThePartBeingMadeWhenItIsStoppedAndTakesThatForNoFault() {
    UUID id = begun();
    CountDownLatch broken = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    boolean all =
        work()
            .work(
                id,
                1,
                new Noted() {
                  @Override
                  public void make(Integer part) {
                    stop(id);
                    try {
                      // without being broken off it would never end
                      broken.await();
                    } catch (InterruptedException ending) {
                      Thread.currentThread().interrupt();
                    }
                    ended.incrementAndGet();
                    throw new IllegalStateException("broken off");
                  }

                  @Override
                  public void breakOff() {
                    broken.countDown();
                  }
                });
    assertThat(all).isFalse();
    assertThat(ended).hasValue(1);
    assertThat(state(id)).isEqualTo(RunState.STOPPED);
  }

  @Test
  void aFaultInOnePartHoldsTheRunAndBeginsNoOther() {
    UUID id = begun();
    boolean all =
        work()
            .work(
                id,
                1,
                new Noted() {
                  @Override
                  public void make(Integer part) throws IOException {
                    if (part == 3) {
                      throw new IOException("a part that cannot be made");
                    }
                    super.make(part);
                  }
                });
    assertThat(all).isFalse();
    assertThat(made).containsExactly(1, 2);
    assertThat(state(id)).isEqualTo(RunState.HELD);
  }

  @Test
  void whoeverIsInterruptedGivesTheRunBackForTheNext() throws InterruptedException {
    UUID id = begun();
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Thread worker =
        new Thread(
            () ->
                work()
                    .work(
                        id,
                        1,
                        new Noted() {
                          @Override
                          public void make(Integer part) throws IOException {
                            super.make(part);
                            making.countDown();
                            try {
                              asked.await();
                            } catch (InterruptedException ending) {
                              Thread.currentThread().interrupt();
                            }
                          }
                        }));
    worker.start();
    making.await();
    worker.interrupt();
    // the part that was begun ends by itself once the run was given back
    while (state(id) == RunState.WORKING) {
      Thread.sleep(10);
    }
    asked.countDown();
    worker.join();
    assertThat(state(id)).isEqualTo(RunState.WAITING);
    assertThat(made).containsExactly(1);
  }
}
