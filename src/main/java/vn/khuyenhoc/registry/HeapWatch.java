package vn.khuyenhoc.registry;

import java.lang.management.ManagementFactory;

/** Watches how much of the heap is left after each collection, while an import is measured. */
final class HeapWatch implements AutoCloseable {

  private static final long PAUSE_MILLIS = 150;

  private final Thread thread;
  private volatile boolean watching = true;
  private volatile long most;

  private HeapWatch() {
    thread = Thread.ofPlatform().name("heap").daemon().unstarted(this::watch);
  }

  static HeapWatch start() {
    HeapWatch watch = new HeapWatch();
    watch.thread.start();
    return watch;
  }

  private void watch() {
    while (watching) {
      System.gc();
      most = Math.max(most, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  /** The most bytes that a collection left, so far. */
  long most() {
    return most;
  }

  @Override
  public void close() {
    watching = false;
    thread.interrupt();
  }
}
