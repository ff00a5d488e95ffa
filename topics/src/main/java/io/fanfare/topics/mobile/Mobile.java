package io.fanfare.topics.mobile;

import io.vertx.core.Future;

/**
 * What AWS's topics do for phones, an action a method, in AWS's names. No text message leaves the
 * broker: only its attributes are kept, and no phone can be verified. Applications and the
 * endpoints of their devices are kept with all that is set.
 *
 * <p>Every action on an application or endpoint is refused with {@code InvalidParameter} if its ARN
 * is of another region, and with {@code AuthorizationError} if it is of another account.
 */
public interface Mobile {

  /** Reads what the caller has set for its text messages. */
  Future<GetSMSAttributes.Result> getSMSAttributes(GetSMSAttributes request);

  /** Sets attributes of the caller's text messages in its region; all that are given, or none. */
  Future<SetSMSAttributes.Result> setSMSAttributes(SetSMSAttributes request);

  /** Says of every phone that it takes text messages. */
  Future<CheckIfPhoneNumberIsOptedOut.Result> checkIfPhoneNumberIsOptedOut(
      CheckIfPhoneNumberIsOptedOut request);

  /** Lists no phone, as none has asked for no more text messages. */
  Future<ListPhoneNumbersOptedOut.Result> listPhoneNumbersOptedOut(
      ListPhoneNumbersOptedOut request);

  /** Does nothing, as no phone has asked for no more text messages. */
  Future<OptInPhoneNumber.Result> optInPhoneNumber(OptInPhoneNumber request);

  /** Lists no number, as no text message is sent. */
  Future<ListOriginationNumbers.Result> listOriginationNumbers(ListOriginationNumbers request);

  /** Says of every account that it is in the sandbox. */
  Future<GetSMSSandboxAccountStatus.Result> getSMSSandboxAccountStatus(
      GetSMSSandboxAccountStatus request);

  /** Lists no phone, as none can be verified. */
  Future<ListSMSSandboxPhoneNumbers.Result> listSMSSandboxPhoneNumbers(
      ListSMSSandboxPhoneNumbers request);

  /** Is refused with {@code UserError}, as a password cannot be sent. */
  Future<CreateSMSSandboxPhoneNumber.Result> createSMSSandboxPhoneNumber(
      CreateSMSSandboxPhoneNumber request);

  /** Is refused with {@code ResourceNotFound}, as there is no phone. */
  Future<DeleteSMSSandboxPhoneNumber.Result> deleteSMSSandboxPhoneNumber(
      DeleteSMSSandboxPhoneNumber request);

  /** Is refused with {@code ResourceNotFound}, as there is no phone. */
  Future<VerifySMSSandboxPhoneNumber.Result> verifySMSSandboxPhoneNumber(
      VerifySMSSandboxPhoneNumber request);

  /** Lists the caller's applications in its region. */
  Future<ListPlatformApplications.Result> listPlatformApplications(
      ListPlatformApplications request);

  /**
   * Makes an application, or finds the one of that name. Refused with {@code InvalidParameter} if
   * that has another value of an attribute given.
   */
  Future<CreatePlatformApplication.Result> createPlatformApplication(
      CreatePlatformApplication request);

  /**
   * Makes an endpoint for a device, or finds the one that has its token. Refused with {@code
   * NotFound} if there is no such application, and with {@code InvalidParameter} if the endpoint
   * has other attributes.
   */
  Future<CreatePlatformEndpoint.Result> createPlatformEndpoint(CreatePlatformEndpoint request);

  /** Reads what an application shows; refused with {@code NotFound} if there is none. */
  Future<GetPlatformApplicationAttributes.Result> getPlatformApplicationAttributes(
      GetPlatformApplicationAttributes request);

  /**
   * Sets attributes of an application, all that are given or none; refused with {@code NotFound} if
   * there is none.
   */
  Future<Void> setPlatformApplicationAttributes(SetPlatformApplicationAttributes request);

  /** Lists the endpoints of an application; refused with {@code NotFound} if there is none. */
  Future<ListEndpointsByPlatformApplication.Result> listEndpointsByPlatformApplication(
      ListEndpointsByPlatformApplication request);

  /**
   * Removes an application, if it is there, with its endpoints. Subscriptions of these stay, and
   * are those of the same devices if both are made again.
   */
  Future<Void> deletePlatformApplication(DeletePlatformApplication request);

  /** Reads what an endpoint shows; refused with {@code NotFound} if there is none. */
  Future<GetEndpointAttributes.Result> getEndpointAttributes(GetEndpointAttributes request);

  /**
   * Sets attributes of an endpoint, all that are given or none. Refused with {@code NotFound} if
   * there is none, and with {@code InvalidParameter} if another has the token given.
   */
  Future<Void> setEndpointAttributes(SetEndpointAttributes request);

  /** Removes an endpoint, if it is there; its subscriptions stay. */
  Future<Void> deleteEndpoint(DeleteEndpoint request);

  /**
   * How many messages of all callers were for devices and went nowhere since the broker started, as
   * their platform has no gateway.
   */
  long unsent();
}
