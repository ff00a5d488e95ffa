package io.fanfare.topics.mobile;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.Refusals;
import io.vertx.core.Future;
import java.util.List;

/** The actions on phones and on applications for them, for one caller. */
public final class MobileActions implements Mobile {

  private final SmsShelves shelves;
  private final Caller caller;

  /** The actions of {@code caller}, whose settings are in {@code shelves}. */
  public MobileActions(SmsShelves shelves, Caller caller) {
    this.shelves = shelves;
    this.caller = caller;
  }

  @Override
  public Future<GetSMSAttributes.Result> getSMSAttributes(GetSMSAttributes request) {
    String scope = scope();
    return shelves
        .sms(scope, shelf -> shelf.attributes(scope, request.attributes()))
        .map(GetSMSAttributes.Result::new);
  }

  @Override
  public Future<SetSMSAttributes.Result> setSMSAttributes(SetSMSAttributes request) {
    String scope = scope();
    return shelves
        .sms(scope, shelf -> shelf.set(scope, request.attributes()))
        .map(new SetSMSAttributes.Result());
  }

  @Override
  public Future<CheckIfPhoneNumberIsOptedOut.Result> checkIfPhoneNumberIsOptedOut(
      CheckIfPhoneNumberIsOptedOut request) {
    return answer(new CheckIfPhoneNumberIsOptedOut.Result(false));
  }

  @Override
  public Future<ListPhoneNumbersOptedOut.Result> listPhoneNumbersOptedOut(
      ListPhoneNumbersOptedOut request) {
    return answer(new ListPhoneNumbersOptedOut.Result(List.of(), null));
  }

  @Override
  public Future<OptInPhoneNumber.Result> optInPhoneNumber(OptInPhoneNumber request) {
    return answer(new OptInPhoneNumber.Result());
  }

  @Override
  public Future<ListOriginationNumbers.Result> listOriginationNumbers(
      ListOriginationNumbers request) {
    return answer(new ListOriginationNumbers.Result(null, List.of()));
  }

  @Override
  public Future<GetSMSSandboxAccountStatus.Result> getSMSSandboxAccountStatus(
      GetSMSSandboxAccountStatus request) {
    return answer(new GetSMSSandboxAccountStatus.Result(true));
  }

  @Override
  public Future<ListSMSSandboxPhoneNumbers.Result> listSMSSandboxPhoneNumbers(
      ListSMSSandboxPhoneNumbers request) {
    return answer(new ListSMSSandboxPhoneNumbers.Result(List.of(), null));
  }

  @Override
  public Future<CreateSMSSandboxPhoneNumber.Result> createSMSSandboxPhoneNumber(
      CreateSMSSandboxPhoneNumber request) {
    return refuse(
        TopicError.USER_ERROR.refuse("Phone numbers cannot be verified, as no SMS is sent"));
  }

  @Override
  public Future<DeleteSMSSandboxPhoneNumber.Result> deleteSMSSandboxPhoneNumber(
      DeleteSMSSandboxPhoneNumber request) {
    return refuse(Refusals.noResource());
  }

  @Override
  public Future<VerifySMSSandboxPhoneNumber.Result> verifySMSSandboxPhoneNumber(
      VerifySMSSandboxPhoneNumber request) {
    return refuse(Refusals.noResource());
  }

  @Override
  public Future<ListPlatformApplications.Result> listPlatformApplications(
      ListPlatformApplications request) {
    return answer(new ListPlatformApplications.Result(List.of(), null));
  }

  @Override
  public Future<CreatePlatformApplication.Result> createPlatformApplication(
      CreatePlatformApplication request) {
    return refuse(Refusals.invalid("Platform Reason: " + request.platform() + " is not supported"));
  }

  @Override
  public Future<CreatePlatformEndpoint.Result> createPlatformEndpoint(
      CreatePlatformEndpoint request) {
    return refuse(noneCalled("PlatformApplication"));
  }

  @Override
  public Future<GetPlatformApplicationAttributes.Result> getPlatformApplicationAttributes(
      GetPlatformApplicationAttributes request) {
    return refuse(noneCalled("PlatformApplication"));
  }

  @Override
  public Future<Void> setPlatformApplicationAttributes(SetPlatformApplicationAttributes request) {
    return refuse(noneCalled("PlatformApplication"));
  }

  @Override
  public Future<ListEndpointsByPlatformApplication.Result> listEndpointsByPlatformApplication(
      ListEndpointsByPlatformApplication request) {
    return refuse(noneCalled("PlatformApplication"));
  }

  @Override
  public Future<Void> deletePlatformApplication(DeletePlatformApplication request) {
    return Future.succeededFuture();
  }

  @Override
  public Future<GetEndpointAttributes.Result> getEndpointAttributes(GetEndpointAttributes request) {
    return refuse(noneCalled("Endpoint"));
  }

  @Override
  public Future<Void> setEndpointAttributes(SetEndpointAttributes request) {
    return refuse(noneCalled("Endpoint"));
  }

  @Override
  public Future<Void> deleteEndpoint(DeleteEndpoint request) {
    return Future.succeededFuture();
  }

  /** Whose settings they are. */
  private String scope() {
    return TopicRecord.scope(caller.region(), caller.account());
  }

  private static BrokerException noneCalled(String kind) {
    return TopicError.NOT_FOUND.refuse(kind + " does not exist");
  }

  private static <R> Future<R> answer(R result) {
    return Future.succeededFuture(result);
  }

  private static <R> Future<R> refuse(BrokerException refusal) {
    return Future.failedFuture(refusal);
  }
}
