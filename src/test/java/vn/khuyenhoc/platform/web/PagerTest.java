package vn.khuyenhoc.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Pages of a list. */
class PagerTest {

  @Test
  void offersTheFirstTheLastAndTheNeighbours() {
    assertThat(new Pager(20, 25, 1_214, "/q").window()).containsExactly(1, 0, 19, 20, 21, 0, 49);
    assertThat(new Pager(3, 25, 1_214, "/q").window()).containsExactly(1, 2, 3, 4, 0, 49);
    assertThat(new Pager(4, 25, 1_214, "/q").window()).containsExactly(1, 2, 3, 4, 5, 0, 49);
    assertThat(new Pager(1, 25, 10, "/q").window()).containsExactly(1);
  }

  @Test
  void keepsThePageInsideTheListAndTheSizeAmongTheOffered() {
    assertThat(new Pager(99, 7, 60, "/q")).isEqualTo(new Pager(3, 25, 60, "/q"));
    assertThat(new Pager(-1, 25, 0, "/q").number()).isEqualTo(1);
    assertThat(new Pager(3, 25, 60, "/q").from()).isEqualTo(51);
    assertThat(new Pager(3, 25, 60, "/q").to()).isEqualTo(60);
    assertThat(new Pager(1, 25, 0, "/q").from()).isZero();
  }

  @Test
  void keepsTheSearchInItsAddresses() {
    Pager pager = Pager.of("/q?q=lo%20van&page=3&size=50&stage=sent", 3, 50, 500);
    assertThat(pager.href(4)).isEqualTo("/q?q=lo%20van&stage=sent&page=4&size=50");
    assertThat(pager.sized(25)).isEqualTo("/q?q=lo%20van&stage=sent&page=5&size=25");
    assertThat(Pager.of("/q", 1, 25, 500).href(2)).isEqualTo("/q?page=2&size=25");
  }
}
