package io.fanfare.topics.mobile;

import io.vertx.core.Future;

/**
 * What AWS's topics do for phones, an action a method, in AWS's names. Here no text message and no
 * push notification leaves the broker: there are no applications and no verified phones, and of
 * what is set only the attributes of text messages are kept.
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

  /** Lists no application, as none can be made. */
  Future<ListPlatformApplications.Result> listPlatformApplications(
      ListPlatformApplications request);

  /** Is refused with {@code InvalidParameter}, whatever the platform. */
  Future<CreatePlatformApplication.Result> createPlatformApplication(
      CreatePlatformApplication request);

  /** Is refused with {@code NotFound}, as there is no application. */
  Future<CreatePlatformEndpoint.Result> createPlatformEndpoint(CreatePlatformEndpoint request);

  /** Is refused with {@code NotFound}, as there is no application. */
  Future<GetPlatformApplicationAttributes.Result> getPlatformApplicationAttributes(
      GetPlatformApplicationAttributes request);

  /** Is refused with {@code NotFound}, as there is no application. */
  Future<Void> setPlatformApplicationAttributes(SetPlatformApplicationAttributes request);

  /** Is refused with {@code NotFound}, as there is no application. */
  Future<ListEndpointsByPlatformApplication.Result> listEndpointsByPlatformApplication(
      ListEndpointsByPlatformApplication request);

  /** Does nothing, as there is no application. */
  Future<Void> deletePlatformApplication(DeletePlatformApplication request);

  /** Is refused with {@code NotFound}, as there is no device. */
  Future<GetEndpointAttributes.Result> getEndpointAttributes(GetEndpointAttributes request);

  /** Is refused with {@code NotFound}, as there is no device. */
  Future<Void> setEndpointAttributes(SetEndpointAttributes request);

  /** Does nothing, as there is no device. */
  Future<Void> deleteEndpoint(DeleteEndpoint request);
}
