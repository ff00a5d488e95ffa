package io.fanfare.http.authentication;

/** Asks who the caller is, as AWS's Security Token Service is asked. */
public record GetCallerIdentity() {

  /**
   * Who the caller is.
   *
   * @param arn of the user, of the session of a role or of the account itself
   * @param userId by which AWS would know the user or the session; of an account its number
   * @param account 12 digits
   */
  public record Result(String arn, String userId, String account) {}
}
