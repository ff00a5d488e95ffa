package io.fanfare.topics.mobile;

import io.vertx.core.Future;

/**
 * What AWS's topics do for phones, an action a method, in AWS's names. Here no text message and no
 * push notification leaves the broker: there are no applications and no verified phones, and of
 * what is set only the attributes of text messages are kept.
 */
public interface Mobile {

  Future<GetSMSAttributes.Result> getSMSAttributes(GetSMSAttributes request);

  Future<SetSMSAttributes.Result> setSMSAttributes(SetSMSAttributes request);

  Future<CheckIfPhoneNumberIsOptedOut.Result> checkIfPhoneNumberIsOptedOut(
      CheckIfPhoneNumberIsOptedOut request);

  Future<ListPhoneNumbersOptedOut.Result> listPhoneNumbersOptedOut(
      ListPhoneNumbersOptedOut request);

  Future<OptInPhoneNumber.Result> optInPhoneNumber(OptInPhoneNumber request);

  Future<ListOriginationNumbers.Result> listOriginationNumbers(ListOriginationNumbers request);

  Future<GetSMSSandboxAccountStatus.Result> getSMSSandboxAccountStatus(
      GetSMSSandboxAccountStatus request);

  Future<ListSMSSandboxPhoneNumbers.Result> listSMSSandboxPhoneNumbers(
      ListSMSSandboxPhoneNumbers request);

  Future<CreateSMSSandboxPhoneNumber.Result> createSMSSandboxPhoneNumber(
      CreateSMSSandboxPhoneNumber request);

  Future<DeleteSMSSandboxPhoneNumber.Result> deleteSMSSandboxPhoneNumber(
      DeleteSMSSandboxPhoneNumber request);

  Future<VerifySMSSandboxPhoneNumber.Result> verifySMSSandboxPhoneNumber(
      VerifySMSSandboxPhoneNumber request);

  Future<ListPlatformApplications.Result> listPlatformApplications(
      ListPlatformApplications request);

  Future<CreatePlatformApplication.Result> createPlatformApplication(
      CreatePlatformApplication request);

  Future<CreatePlatformEndpoint.Result> createPlatformEndpoint(CreatePlatformEndpoint request);

  Future<GetPlatformApplicationAttributes.Result> getPlatformApplicationAttributes(
      GetPlatformApplicationAttributes request);

  Future<Void> setPlatformApplicationAttributes(SetPlatformApplicationAttributes request);

  Future<ListEndpointsByPlatformApplication.Result> listEndpointsByPlatformApplication(
      ListEndpointsByPlatformApplication request);

  Future<Void> deletePlatformApplication(DeletePlatformApplication request);

  Future<GetEndpointAttributes.Result> getEndpointAttributes(GetEndpointAttributes request);

  Future<Void> setEndpointAttributes(SetEndpointAttributes request);

  Future<Void> deleteEndpoint(DeleteEndpoint request);
}
