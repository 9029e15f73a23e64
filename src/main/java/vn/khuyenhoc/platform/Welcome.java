package vn.khuyenhoc.platform;

import java.util.List;

/** What a freshly started server tells its operator; given by the module that keeps accounts. */
public interface Welcome {

  /**
   * The lines to print: in demo mode one sign-in link a role, otherwise the one-time link for the
   * first administrator while there is none.
   *
   * @param demo whether sample data are shown
   * @param address of this server, without a slash at the end
   */
  List<String> lines(boolean demo, String address);
}
