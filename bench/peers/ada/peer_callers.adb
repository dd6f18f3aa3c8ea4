--  SPDX-License-Identifier: MIT
with Peer_Items;
with Peer_Ranges;
with System.Machine_Code;
package body Peer_Callers is
   use Interfaces;
   use Peer_Items;

   --  Unknown to the optimiser, as CORO_OPAQUE makes it.
   function Opaque (Item : Unsigned_64) return Unsigned_64 with Inline_Always;
   function Opaque (Item : Unsigned_64) return Unsigned_64 is
      Hidden : Unsigned_64;
   begin
      System.Machine_Code.Asm ("", Unsigned_64'Asm_Output ("=r", Hidden), Unsigned_64'Asm_Input ("0", Item), Volatile => True);
      return Hidden;
   end Opaque;

   --  A constant is copied to the caller's own stack, and the secondary one released.
   function Sum_By_Copy (It : in out Source'Class) return Unsigned_64 is
      Total : Unsigned_64 := 0;
   begin
      loop
         declare
            Got : constant Items := It.Next;
         begin
            exit when Got'Length = 0;
            Total := Total + Opaque (Got (Got'First));
         end;
      end loop;
      return Total;
   end Sum_By_Copy;

   --  What is only renamed stays on the secondary stack until the block ends.
   function Sum_On_Side (It : in out Source'Class) return Unsigned_64 is
      Total : Unsigned_64 := 0;
   begin
      loop
         declare
            Got : Items renames It.Next;
         begin
            exit when Got'Length = 0;
            Total := Total + Opaque (Got (Got'First));
         end;
      end loop;
      return Total;
   end Sum_On_Side;

   function Sum_By_Box (It : in out Source'Class) return Unsigned_64 is
      Total : Unsigned_64 := 0;
      Got   : Items_Access;
   begin
      loop
         Got := It.Next_Boxed;
         exit when Got'Length = 0;
         Total := Total + Opaque (Got (Got'First));
         Free (Got);
      end loop;
      Free (Got);
      return Total;
   end Sum_By_Box;

   function Total_By_Copy (Count : Unsigned_64) return Unsigned_64 is
      It : Peer_Ranges.Numbers := (I => 0, Last => Count);
   begin
      return Sum_By_Copy (It);
   end Total_By_Copy;

   function Total_On_Side (Count : Unsigned_64) return Unsigned_64 is
      It : Peer_Ranges.Numbers := (I => 0, Last => Count);
   begin
      return Sum_On_Side (It);
   end Total_On_Side;

   function Total_By_Box (Count : Unsigned_64) return Unsigned_64 is
      It : Peer_Ranges.Numbers := (I => 0, Last => Count);
   begin
      return Sum_By_Box (It);
   end Total_By_Box;

end Peer_Callers;
