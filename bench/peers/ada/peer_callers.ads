--  SPDX-License-Identifier: MIT
--  The loops of the Ada peers, called by entries.c: each adds up the items of a range.
with Interfaces;
package Peer_Callers is

   function Total_By_Copy (Count : Interfaces.Unsigned_64) return Interfaces.Unsigned_64
   with Export, Convention => C, External_Name => "ada_total_by_copy";
   function Total_On_Side (Count : Interfaces.Unsigned_64) return Interfaces.Unsigned_64
   with Export, Convention => C, External_Name => "ada_total_on_side";
   function Total_By_Box (Count : Interfaces.Unsigned_64) return Interfaces.Unsigned_64
   with Export, Convention => C, External_Name => "ada_total_by_box";

end Peer_Callers;
