/// AwsDoctor: is the AWS edition as it should be? Each part looked at, with the cure of what is not.
///
/// Changes nothing, but for a session of a viewer's that it ends itself, to ask the API as the page does. One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/aws_lambda/function_settings.h"
#include "aws_account.h"
#include "aws_store.h"
#include "finding.h"
#include "google_account.h"
#include "session.h"

namespace scc::app {

class AwsDoctor {
 public:
  /// `address`: where the page is asked for, instead of its own address; "" = there. `charter`: whose crew is compared;
  /// "" = the next one's.
  AwsDoctor(Session& session, std::string address, std::string charter);
  ~AwsDoctor();
  [[nodiscard]] std::vector<Finding> look();

 private:
  [[nodiscard]] Outcome open();
  void look_at_table();
  void look_at_function(const std::string& output, const std::string& handler);
  void look_at_role(const std::string& handler, const std::string& role);
  void look_at_grant();
  void look_at_edge();
  void look_at_crew();
  [[nodiscard]] Outcome open_google();
  [[nodiscard]] Result<CharterRecord> chosen_charter();
  void add(Finding finding) { findings_.push_back(std::move(finding)); }

  Session& session_;
  std::string address_;
  std::string charter_;
  std::string origin_;  ///< the page's own address
  std::string table_;
  std::vector<std::string> cors_;  ///< as the API function has them
  std::string grant_secret_;       ///< as the sync function has it
  std::string folder_;             ///< where the lent grant lies; "" = nowhere yet
  Configuration store_configuration_;
  Configuration google_configuration_;
  std::unique_ptr<AwsAccount> account_;
  std::unique_ptr<AwsStore> store_;
  std::unique_ptr<GoogleAccount> google_;
  std::vector<Finding> findings_;
};

}  // namespace scc::app
